"""KPI and grant-budget calculator for Japanese regional revitalization plans (地域再生計画)."""

__version__ = "0.1.0"
