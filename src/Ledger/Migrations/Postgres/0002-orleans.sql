-- Tables and queries of Orleans' AdoNet providers on PostgreSQL.
-- The keys of OrleansQuery, and the names of parameters and result columns, are the contract with the providers.
-- Each query is one statement, so that it is one transaction: no function is needed.

create table OrleansQuery (
  QueryKey  varchar(64) not null constraint orleans_query_pkey primary key,
  QueryText text        not null
);

-- Grain storage. The whole identity is unique: two activations cannot both make the first record of a grain.
create table OrleansStorage (
  GrainIdHash            integer not null,
  GrainIdN0              bigint  not null,
  GrainIdN1              bigint  not null,
  GrainTypeHash          integer not null,
  GrainTypeString        text    not null,
  GrainIdExtensionString text,
  ServiceId              text    not null,
  PayloadBinary          bytea,
  ModifiedOn             timestamptz not null,
  Version                integer not null
);
create unique index orleans_storage_identity_key on OrleansStorage
  (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, coalesce(GrainIdExtensionString, ''), ServiceId);

insert into OrleansQuery (QueryKey, QueryText) values
('ReadFromStorageKey', '
select PayloadBinary, Version
from OrleansStorage
where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
  and GrainTypeString = @GrainTypeString
  and coalesce(GrainIdExtensionString, '''') = coalesce(cast(@GrainIdExtensionString as text), '''')
  and ServiceId = @ServiceId'),
('WriteToStorageKey', '
with updated as (
  update OrleansStorage
  set PayloadBinary = cast(@PayloadBinary as bytea), ModifiedOn = now(), Version = Version + 1
  where Version = cast(@GrainStateVersion as integer)
    and GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
    and GrainTypeString = @GrainTypeString
    and coalesce(GrainIdExtensionString, '''') = coalesce(cast(@GrainIdExtensionString as text), '''')
    and ServiceId = @ServiceId
  returning Version),
inserted as (
  insert into OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString,
    ServiceId, PayloadBinary, ModifiedOn, Version)
  select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, cast(@GrainIdExtensionString as text),
    @ServiceId, cast(@PayloadBinary as bytea), now(), 1
  where cast(@GrainStateVersion as integer) is null
  on conflict do nothing
  returning Version)
select Version as NewGrainStateVersion from updated
union all
select Version from inserted'),
('ClearStorageKey', '
update OrleansStorage
set PayloadBinary = null, ModifiedOn = now(), Version = Version + 1
where Version = cast(@GrainStateVersion as integer)
  and GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
  and GrainTypeString = @GrainTypeString
  and coalesce(GrainIdExtensionString, '''') = coalesce(cast(@GrainIdExtensionString as text), '''')
  and ServiceId = @ServiceId
returning Version as NewGrainStateVersion'),
('DeleteStorageKey', '
delete from OrleansStorage
where Version = cast(@GrainStateVersion as integer)
  and GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
  and GrainTypeString = @GrainTypeString
  and coalesce(GrainIdExtensionString, '''') = coalesce(cast(@GrainIdExtensionString as text), '''')
  and ServiceId = @ServiceId
returning Version + 1 as NewGrainStateVersion');

-- Reminders.
create table OrleansRemindersTable (
  ServiceId    text        not null,
  GrainId      text        not null,
  ReminderName text        not null,
  StartTime    timestamptz not null,
  Period       bigint      not null,
  GrainHash    integer     not null,
  Version      integer     not null,
  constraint orleans_reminders_pkey primary key (ServiceId, GrainId, ReminderName)
);
create index orleans_reminders_hash_idx on OrleansRemindersTable (ServiceId, GrainHash);

insert into OrleansQuery (QueryKey, QueryText) values
('UpsertReminderRowKey', '
insert into OrleansRemindersTable as r (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
on conflict (ServiceId, GrainId, ReminderName) do update
set StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = r.Version + 1
returning Version'),
('ReadReminderRowsKey', '
select GrainId, ReminderName, StartTime, Period, Version
from OrleansRemindersTable
where ServiceId = @ServiceId and GrainId = @GrainId'),
('ReadReminderRowKey', '
select GrainId, ReminderName, StartTime, Period, Version
from OrleansRemindersTable
where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName'),
('ReadRangeRows1Key', '
select GrainId, ReminderName, StartTime, Period, Version
from OrleansRemindersTable
where ServiceId = @ServiceId and GrainHash > @BeginHash and GrainHash <= @EndHash'),
('ReadRangeRows2Key', '
select GrainId, ReminderName, StartTime, Period, Version
from OrleansRemindersTable
where ServiceId = @ServiceId and (GrainHash > @BeginHash or GrainHash <= @EndHash)'),
('DeleteReminderRowKey', '
with deleted as (
  delete from OrleansRemindersTable
  where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version
  returning 1)
select cast(count(*) as integer) as RowCount from deleted'),
('DeleteReminderRowsKey', '
delete from OrleansRemindersTable where ServiceId = @ServiceId');

-- Membership of the cluster.
create table OrleansMembershipVersionTable (
  DeploymentId text        not null constraint orleans_membership_version_pkey primary key,
  Timestamp    timestamptz not null default now(),
  Version      integer     not null default 0
);
create table OrleansMembershipTable (
  DeploymentId text        not null constraint orleans_membership_version_fkey references OrleansMembershipVersionTable (DeploymentId),
  Address      text        not null,
  Port         integer     not null,
  Generation   integer     not null,
  SiloName     text        not null,
  HostName     text        not null,
  Status       integer     not null,
  ProxyPort    integer,
  SuspectTimes text,
  StartTime    timestamptz not null,
  IAmAliveTime timestamptz not null,
  constraint orleans_membership_pkey primary key (DeploymentId, Address, Port, Generation)
);

insert into OrleansQuery (QueryKey, QueryText) values
('InsertMembershipVersionKey', '
with inserted as (
  insert into OrleansMembershipVersionTable (DeploymentId) values (@DeploymentId) on conflict (DeploymentId) do nothing returning 1)
select cast(count(*) as integer) as RowCount from inserted'),
('InsertMembershipKey', '
with bumped as (
  update OrleansMembershipVersionTable
  set Timestamp = now(), Version = Version + 1
  where DeploymentId = @DeploymentId and Version = @Version
    and not exists (select 1 from OrleansMembershipTable
      where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation)
  returning 1),
inserted as (
  insert into OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
  select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
  from bumped
  returning 1)
select cast(count(*) as integer) as RowCount from inserted'),
('UpdateMembershipKey', '
with bumped as (
  update OrleansMembershipVersionTable
  set Timestamp = now(), Version = Version + 1
  where DeploymentId = @DeploymentId and Version = @Version
    and exists (select 1 from OrleansMembershipTable
      where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation)
  returning 1),
updated as (
  update OrleansMembershipTable m
  set Status = @Status, SuspectTimes = cast(@SuspectTimes as text), IAmAliveTime = @IAmAliveTime
  from bumped
  where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
  returning 1)
select cast(count(*) as integer) as RowCount from updated'),
('UpdateIAmAlivetimeKey', '
update OrleansMembershipTable
set IAmAliveTime = @IAmAliveTime
where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation'),
('MembershipReadRowKey', '
select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
  m.StartTime, m.IAmAliveTime, v.Version
from OrleansMembershipVersionTable v
left join OrleansMembershipTable m
  on m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
where v.DeploymentId = @DeploymentId'),
('MembershipReadAllKey', '
select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
  m.StartTime, m.IAmAliveTime, v.Version
from OrleansMembershipVersionTable v
left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId
where v.DeploymentId = @DeploymentId'),
('DeleteMembershipTableEntriesKey', '
with members as (delete from OrleansMembershipTable where DeploymentId = @DeploymentId)
delete from OrleansMembershipVersionTable where DeploymentId = @DeploymentId'),
('GatewaysQueryKey', '
select Address, ProxyPort, Generation
from OrleansMembershipTable
where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0'),
('CleanupDefunctSiloEntriesKey', '
delete from OrleansMembershipTable
where DeploymentId = @DeploymentId and IAmAliveTime < @IAmAliveTime and Status <> 3');
