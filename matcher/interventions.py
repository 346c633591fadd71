"""What a coach can change in the list of a client. A closed list; each is shown as theirs, and can be undone."""

from matcher.codes import Code


class Intervention(Code):
    """One change of a list for one vacancy."""

    ADD = ("toevoegen", "door de werkcoach toegevoegd")
    SHOW = ("toch-tonen", "door de werkcoach toch getoond")
    ASIDE = ("opzij", "door de werkcoach opzij gelegd")
    MOVE = ("verplaatsen", "door de werkcoach verplaatst")
