"""What an agent sees: pages that read by selectors and act by services."""
