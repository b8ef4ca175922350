-- Randzeit: § 11 Abs. 1 NKiTaG asks for two people in the whole core and edge time.

alter table kita.care_group
  add column open_from time,
  add column open_until time,
  add constraint care_group_open_order check (open_until > open_from),
  add constraint care_group_open_around_core check (open_from <= core_from and core_until <= open_until);
comment on column kita.care_group.open_from is 'When the group opens, edge time (Randzeit) included; the core time lies within. null: not said';

alter table kita.group_staff
  add column edge_hours numeric(4, 1) check (edge_hours >= 0 and edge_hours <= weekly_hours),
  add constraint group_staff_core_and_edge check (core_hours + edge_hours <= weekly_hours);
comment on column kita.group_staff.edge_hours is 'Hours a week in the edge time (Randzeit) of the group, null unknown';
