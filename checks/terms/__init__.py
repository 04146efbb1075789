"""Protected terms: names, titles and set phrases in which one wrong character is a grave matter."""

from checks.terms.guard import Guard
from checks.terms.leaders import read_leaders
from checks.terms.people import People, Person
from checks.terms.places import Places, places_of
from checks.terms.shipped import shipped_people

__all__ = ["Guard", "People", "Person", "Places", "places_of", "read_leaders", "shipped_people"]
