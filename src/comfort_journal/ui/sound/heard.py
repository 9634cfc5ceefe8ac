"""What each process lets be heard by its settings, in the same way whether it shows pages or lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comfort_journal.settings import Settings
    from comfort_journal.ui.sound.sounds import Sounds
    from comfort_journal.ui.sound.tones import ToneName


class LetsBeHeard:
    """The tones and the voice; whatever they say can be read as well. ``sounds`` is None until something is wanted."""

    settings: Settings
    sounds: Sounds | None = None

    def ring(self) -> None:
        """Ring the terminal's bell."""
        raise NotImplementedError

    def sound(self, tone: ToneName, after: float = 0.0, *, bell: bool = False) -> None:
        """Let a tone be heard so many seconds from now.

        Where tones are off or nothing here plays one it is the terminal's bell, if that is wanted.
        """
        if not (self.settings.sounds and self._heard().tone(tone, after)) and bell:
            self.ring()

    def speak(self, words: str, *, after: bool = False) -> None:
        """Say words of the program's own, never of the owner's; ``after`` only if nothing is being said."""
        if self.settings.speech:
            chosen = self.settings
            self._heard().say(words, speed=chosen.speech_speed, volume=chosen.speech_volume, after=after)

    def not_heard_here(self) -> tuple[str, ...]:
        """Return what is on and lacks its program on this computer, as far as is known."""
        heard = self._heard()
        lacks = {
            "tones": self.settings.sounds and not heard.plays,
            "voice": self.settings.speech and not heard.speaks,
        }
        return tuple(each for each, lacking in lacks.items() if lacking)

    def hush(self, *, words_only: bool = False) -> None:
        """End what is heard, or the words alone, at once, and what is still to come."""
        if self.sounds is not None:
            self.sounds.hush(words_only=words_only)

    def end_sound(self) -> None:
        """End it also where it is only being started: the process is about to go."""
        if self.sounds is not None:
            self.sounds.end()

    def _heard(self) -> Sounds:
        if self.sounds is None:
            from comfort_journal.ui.sound.sounds import Sounds  # noqa: PLC0415  most people hear nothing

            self.sounds = Sounds()
        return self.sounds
