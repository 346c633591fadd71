"""What a client can say yes to. A closed list; without a yes the answer is no, and a yes can be taken back."""

from matcher.codes import Code


class Consent(Code):
    """One yes each: a yes to one thing is no yes to another."""

    PROPOSED = ("voorgesteld-worden", "werkcoaches mogen mij voorstellen bij een vacature")
    EXCHANGE = ("vum-uitwisseling", "mijn profiel mag in de landelijke uitwisseling van profielen (VUM)")
    EXCHANGE_CONTACT = ("vum-contact", "in die uitwisseling mag staan dat mijn contactgegevens op te vragen zijn")
