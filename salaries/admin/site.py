"""The admin: what may be seen in it. It is imported only where it is switched on."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from salaries.admin.lists import Cells, Changes, Cities, Loads, Markets, Ranges
from salaries.admin.surveys import Surveys
from salaries.models import Change, City, Load, Market, QuantileCell, SalaryRange, Survey


class StaffSite(AdminSite):
    """Django's admin under our name."""

    site_header = site_title = "SMM Bench"
    index_title = _("What is stored, and who changed it")


site = StaffSite()
site.register(Survey, Surveys)
site.register(Change, Changes)
site.register(Load, Loads)
site.register(Market, Markets)
site.register(SalaryRange, Ranges)
site.register(QuantileCell, Cells)
site.register(City, Cities)
site.register(User, UserAdmin)
site.register(Group, GroupAdmin)
