-- The stage of a figure: what a row of the indicators dataset says of it, and what a readable file held.

alter table indicator_row add column stage varchar;
comment on column indicator_row.stage is
'The stage of the figure: provisional, revised or final; null where the return does not say.';

alter table receipt_holding add column stage varchar;
comment on column receipt_holding.stage is
'The stage of the indicator''s figure, so that lateness is decided by stage too; null where the file does not say.';
