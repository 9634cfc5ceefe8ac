# Nix: `nix run ./packaging/nix` in a checkout that has this folder in git. It takes the libraries that nixpkgs has, so
# one of them may lie outside our ranges: then the build says which. Only the parser has read it; nothing was built.
{
  description = "A private, encrypted companion for slow and safe practice, in the terminal";

  inputs.nixpkgs.url = "nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = nixpkgs.lib.genAttrs systems;
    in
    {
      packages = each (
        system:
        let
          pkgs = nixpkgs.legacyPackages.${system};
          python = pkgs.python3Packages;
        in
        {
          default = python.buildPythonApplication {
            pname = "comfort-journal";
            version = "1.0.0.dev0";
            pyproject = true;
            src = ../..;
            build-system = [ python.hatchling ];
            dependencies = with python; [
              click
              cryptography
              jinja2
              msgspec
              platformdirs
              pyyaml
              textual
              tinydb
              tomlkit
              wcwidth
              xkcdpass
            ];
            pythonImportsCheck = [ "comfort_journal.vault.ciphers" ];
            meta = {
              description = "A private, encrypted companion for slow and safe practice, in the terminal";
              license = pkgs.lib.licenses.mit;
              mainProgram = "cj";
            };
          };
        }
      );
    };
}
