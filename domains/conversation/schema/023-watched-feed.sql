-- Which process is told at once of what comes into a feed, and until when it has said that it still is.
alter table conversation.feed add column watched_by uuid;
alter table conversation.feed add column watched_until timestamptz;
