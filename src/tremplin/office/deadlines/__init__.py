"""What has to be done by when: computed from records and rules, moving when dates move, and saying why."""
