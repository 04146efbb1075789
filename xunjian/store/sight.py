"""What an account may see. Every page and every API call asks here; nothing else decides."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xunjian.store.models import Case, Role, Scan, Site, User


def sites(user: User) -> QuerySet[Site]:
    """A unit sees the sites it answers for something on; an inspector the one it was let into."""
    if user.role in {Role.OFFICE, Role.LEADER}:
        return Site.objects.all()
    if user.role == Role.INSPECTOR:
        return Site.objects.filter(inspectors=user)
    return Site.objects.filter(Q(ownerships__unit=user.unit_id) | Q(cases__unit=user.unit_id)).distinct()


def cases(user: User) -> QuerySet[Case]:
    """A unit sees its own cases and no other's; the rest see those of their sites."""
    if user.role == Role.UNIT:
        return Case.objects.filter(unit=user.unit_id)
    return Case.objects.filter(site__in=sites(user))


def scans(user: User) -> QuerySet[Scan]:
    """Whole scans are not for units: they hold what others are asked to mend."""
    if user.role == Role.UNIT:
        return Scan.objects.none()
    return Scan.objects.filter(site__in=sites(user))
