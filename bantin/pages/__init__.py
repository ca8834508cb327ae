"""Site → pages: what each page of each edition shows, in order and in words."""

from .all import Plan, item_plans, plans

__all__ = ["Plan", "item_plans", "plans"]
