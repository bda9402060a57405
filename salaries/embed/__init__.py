"""Something to embed: pictures for other people's pages, and what links to ours look like."""
