"""What templates of the office say."""
