"""What a profile adds to the shipped terms: names of the place and its units, protected and allowed words, leaders."""

from __future__ import annotations

from collections.abc import Iterable

from checks.proofreading.shield import Shield
from checks.terms.guard import Guard
from checks.terms.near import Term
from checks.terms.people import People, Person
from checks.terms.places import Places, places_of
from checks.terms.shipped import shipped_people
from portal.profile import Profile


def places_for(profile: Profile, site_name: str = "") -> Places:
    """What the site calls its place and its government. site_name: as its home page tells it."""
    return places_of(filter(None, (profile.name, site_name)), (unit.name for unit in profile.units))


def people_for(profile: Profile, places: Places, read: Iterable[Person] = ()) -> People:
    """Who holds which office: of the profile, else of the site's own pages about leaders (`read`); and of the state."""
    given = [Person(one.name, one.title, one.from_, one.until, "配置文件") for one in profile.leaders]
    known = {person.name for person in given}
    found = [person for person in read if person.name not in known]
    return People([*given, *found, *shipped_people()], places.names)


def guard_for(profile: Profile, places: Places, people: People) -> Guard:
    """The watch over the shipped terms, the site's own and the profile's."""
    own = (Term(term, "own", "配置文件") for term in profile.terms.protected)
    return Guard([*places.terms, *own], profile.terms.allowed, people)


def shield_for(profile: Profile) -> Shield:
    """Terms and names of the profile that are never called wrong."""
    return Shield((*profile.protected_names, *profile.terms.allowed))
