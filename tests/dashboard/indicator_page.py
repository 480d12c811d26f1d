"""The entry with the Indicators page alone, so that a test opens it without a browser's menu."""

from dashboard.app import View, main
from dashboard.views import indicator
from store.policy import Action

main((View("Indicators", Action.VIEW_BOARD, indicator.show),))
