-- The gaps that a batch of numbers may fill are few, however many are open.
create index feed_gap_up_to on feed_gap (source, last);
