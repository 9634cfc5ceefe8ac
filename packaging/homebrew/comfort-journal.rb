# Homebrew, in a tap of one's own: this file goes into the tap's Formula/ folder. `make dist` makes the archive; where it is
# to be had, its SHA-256 and a home page go into the three lines that say so. The libraries come by pip, from the lock and
# by its hashes, so they are what the tests ran with. Ruby's and RuboCop's parsers have read it; Homebrew has not run it.
class ComfortJournal < Formula
  desc "Private, encrypted journal and slow practice, in the terminal"
  homepage "file:///the/home/page"
  url "file:///where/it/is/comfort_journal-1.0.0.dev0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "python@3.13"

  def install
    system "python3.13", "-m", "venv", libexec
    pip = [libexec/"bin/python", "-m", "pip", "install", "--no-deps"]
    system(*pip, "--require-hashes", "-r", "requirements.lock")
    system(*pip, "--no-build-isolation", ".")
    bin.install_symlink libexec/"bin/cj", libexec/"bin/comfort-journal"
    man1.install_symlink (libexec/"share/man/man1").children
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/cj --version")
    (testpath/"secret").write "six words that stand nowhere else"
    vault = "--vault #{testpath}/j.vault --passphrase-file #{testpath}/secret"
    system "#{bin}/cj #{vault} init --kdf-memory 64"
    system bin/"cj", "--vault", testpath/"j.vault", "add", "The tea was warm."
    assert_match "The tea was warm.", shell_output("#{bin}/cj #{vault} list")
  end
end
