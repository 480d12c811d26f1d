"""The entry with the What if page alone, so that a test opens it without a browser's menu."""

from dashboard.app import View, main
from dashboard.views import what_if
from store.policy import Action

main((View("What if", Action.ASK_WHAT_IF, what_if.show),))
