"""The program as a terminal sees it, on a vault whose key derivation is as cheap as the format allows."""

from __future__ import annotations

import sys
from pathlib import Path

from comfort_journal import paths, process, settings


def main() -> int:
    """Open the vault named on the command line on the screen."""
    process.harden()
    from comfort_journal.ui.crash import quiet_hooks  # noqa: PLC0415  Textual reads the environment when imported
    from comfort_journal.ui.locked.app import LockedApp  # noqa: PLC0415
    from comfort_journal.ui.locked.doors import Doors  # noqa: PLC0415

    quiet_hooks()
    vault = Path(sys.argv[1])
    chosen, messages = settings.load(paths.settings_file())

    def unlock(passphrase: bytearray) -> object:
        from comfort_journal.journal import Journal  # noqa: PLC0415
        from comfort_journal.vault import opening  # noqa: PLC0415

        key = opening.unlock(vault, passphrase, state_dir=paths.state_dir())
        return Journal.open(vault, key, state_dir=paths.state_dir())

    def create(passphrase: bytearray) -> object:
        from comfort_journal.journal import Journal  # noqa: PLC0415
        from comfort_journal.vault import opening  # noqa: PLC0415

        key = opening.create(vault, passphrase, state_dir=paths.state_dir(), memory_mib=64)
        return Journal.open(vault, key, state_dir=paths.state_dir())

    def enter(opened: object, app: LockedApp) -> object:
        if len(sys.argv) > 2:
            words = sys.argv[2]
            raise ValueError(words)
        from comfort_journal.ui.open import entrance  # noqa: PLC0415

        return entrance.enter(opened, app)

    doors = Doors(
        vault=vault,
        state_dir=paths.state_dir(),
        settings=chosen,
        unlock=unlock,
        create=create,
        enter=enter,
        settings_file=paths.settings_file(),
        messages=messages,
        arguments=(str(vault),),
    )
    app = LockedApp(doors)
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
