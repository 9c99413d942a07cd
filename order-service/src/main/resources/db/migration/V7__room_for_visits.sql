-- A visit is written again when its units move on, mostly a moment later: with room on its page it need not enter its index again.
alter table stage_visit set (fillfactor = 60);
