"""The entry with the page to hand in a return alone, so that a test opens it without a browser's menu."""

from dashboard.app import View, main
from dashboard.views import upload
from store.policy import Action

main((View("Upload a return", Action.CHECK_RETURN, upload.show),))
