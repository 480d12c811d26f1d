"""An entry with one page of the tests' own, which only certifying officers may see."""

import streamlit as st

from dashboard.app import View, main
from dashboard.selection import Selection
from store.policy import Action


def show(_selection: Selection) -> None:
    st.title("To certify")


if __name__ == "__main__":
    main([View("Certify", Action.CERTIFY_STATEMENT, show)])
