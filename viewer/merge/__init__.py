"""Same person? Same fact? Where do sources disagree? Under-merging is safe, wrong merging is dangerous."""
