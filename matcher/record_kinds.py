"""What someone was shown, of which a record is kept. A closed list."""

from matcher.codes import Code


class RecordKind(Code):
    """One kind of advice; the value stands in the record."""

    LIST = ("lijst", "vacatures voor een werkzoekende")
    WHY = ("waarom", "waarom een vacature wel of niet past")
    COURSES = ("scholing", "scholing voor een werkzoekende")
    LEFT_OUT = ("afgevallen", "vacatures die om één reden afvielen")
    CANDIDATES = ("kandidaten", "werkzoekenden voor een vacature")
