"""A button in a list of the Library, and the question before what it does is done."""

from ui.status import inert

CHOOSE = """element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-id]');
  if (button) trigger('select', {...button.dataset});
});"""
"""Says of which article or source a button was pressed, and which button."""
DECIDE = """element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const {id, what, keep} = button.dataset;
  props.value = '';
  if (id) trigger('select', {id, what});
  else {
    const asking = `[data-what="${what}"][data-id="${CSS.escape(keep)}"]:not(#removing *)`;
    document.querySelector(asking)?.focus();
  }
});
watch('value', () => element.querySelector('button[data-keep]')?.focus());"""
"""Says that what was asked about shall be done. The question is gone at once, before the server
answers: by then it may be about something else."""


def row_button(word: str, what: str, known_as: str, named: str) -> str:
    """A button of a row; read aloud it says which row."""
    return (
        f'<button type="button" data-what="{what}" data-id="{inert(known_as)}"'
        f' aria-label="{word}: {named}">{word}</button>'
    )


def sure_html(what: str, known_as: str, question: str, yes: str, no: str) -> str:
    """A question, with buttons that do what it asks or leave all as it is."""
    about = f'data-what="{inert(what)}"'
    return (
        f'<p role="alert">{inert(question)}</p>'
        f'<button type="button" {about} data-id="{inert(known_as)}">{inert(yes)}</button> '
        f'<button type="button" {about} data-keep="{inert(known_as)}">{inert(no)}</button>'
    )
