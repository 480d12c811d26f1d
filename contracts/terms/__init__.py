"""Terms: a contract as small dated tables of whole numbers, keyed by scenario and contract, ready for SQL."""

from contracts.terms.tables import Terms, combine, terms_of

__all__ = ["Terms", "combine", "terms_of"]
