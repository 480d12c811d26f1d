"""The entry with the Payment page alone, so that a test opens it without a browser's menu."""

from dashboard.app import View, main
from dashboard.views import payment
from store.policy import Action

main((View("Payment", Action.VIEW_PAYMENT, payment.show),))
