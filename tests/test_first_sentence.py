"""A first sentence is the same one in a list, on a page and among what felt safe."""

import pytest

from comfort_journal.text.first_sentence import first_line, first_sentence, opening, sentence_ends


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        (" \n\n", ""),
        ("\n\n The tea. It was warm.\nMore", "The tea."),
        ("no end\nmore", "no end"),
        ("The tea\rwas warm.", "The tea"),
        ("3.5 hours of sleep! Yes.", "3.5 hours of sleep!"),
        ("Warm\t feet?! Yes.", "Warm feet?!"),
        ("“Warm.” I said.", "“Warm.”"),
        ("(Warm.) [Too.] Yes.", "(Warm.)"),
        ("暖かい。 足", "暖かい。"),
    ],
)
def test_a_first_sentence_ends_at_its_end(text: str, said: str) -> None:
    """A number's point ends none, marks behind the end belong to it, and without an end it is the line."""
    assert first_sentence(text) == said


def test_a_sign_stands_where_more_follows() -> None:
    """Behind a first sentence of several, a first line of several, and what was not looked at; never behind all."""
    assert opening(" Warm feet.\n") == "Warm feet."
    assert opening("Warm feet. More.") == opening("Warm feet.\nMore.") == "Warm feet. …"
    assert opening("Warm feet", 4) == "Warm …"


def test_no_more_is_looked_at_than_was_asked_for() -> None:
    """A sentence that ends later ends nowhere, and one that ends with the last character counts."""
    assert first_sentence("Warm feet. More.", 4) == "Warm"
    assert list(sentence_ends("Warm. Feet. More", 11)) == [5, 11]
    assert list(sentence_ends("Warm. Feet!! More", 11)) == [5]


def test_a_first_line_is_the_first_with_words() -> None:
    """Any line's end ends it, a page's and a paragraph's too."""
    assert [first_line(f" \n Warm. {end}More") for end in "\n\r\x85\u2028\u2029"] == ["Warm."] * 5
