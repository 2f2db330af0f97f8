-- Tables and queries of Orleans' AdoNet providers on SQLite (3.35 or later, for RETURNING).
-- The keys of OrleansQuery, and the names of parameters and result columns, are the contract with the providers.

create table OrleansQuery (
  QueryKey  text not null primary key,
  QueryText text not null
);

-- Grain storage. The whole identity is unique: two activations cannot both make the first record of a grain.
create table OrleansStorage (
  GrainIdHash            integer not null,
  GrainIdN0              integer not null,
  GrainIdN1              integer not null,
  GrainTypeHash          integer not null,
  GrainTypeString        text    not null,
  GrainIdExtensionString text,
  ServiceId              text    not null,
  PayloadBinary          blob,
  ModifiedOn             text    not null,
  Version                integer not null
);
create unique index OrleansStorage_identity_key on OrleansStorage
  (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ifnull(GrainIdExtensionString, ''), ServiceId);

insert into OrleansQuery (QueryKey, QueryText) values
('ReadFromStorageKey', '
select PayloadBinary, Version
from OrleansStorage
where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
  and GrainTypeString = @GrainTypeString and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
  and ServiceId = @ServiceId;'),
('WriteToStorageKey', '
update OrleansStorage
set PayloadBinary = @PayloadBinary, ModifiedOn = strftime(''%Y-%m-%d %H:%M:%f'', ''now''), Version = Version + 1
where Version = @GrainStateVersion
  and GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
  and GrainTypeString = @GrainTypeString and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
  and ServiceId = @ServiceId
returning Version as NewGrainStateVersion;
insert into OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString,
  ServiceId, PayloadBinary, ModifiedOn, Version)
select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString,
  @ServiceId, @PayloadBinary, strftime(''%Y-%m-%d %H:%M:%f'', ''now''), 1
where @GrainStateVersion is null
on conflict do nothing
returning Version as NewGrainStateVersion;'),
('ClearStorageKey', '
update OrleansStorage
set PayloadBinary = null, ModifiedOn = strftime(''%Y-%m-%d %H:%M:%f'', ''now''), Version = Version + 1
where Version = @GrainStateVersion
  and GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
  and GrainTypeString = @GrainTypeString and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
  and ServiceId = @ServiceId
returning Version as NewGrainStateVersion;'),
('DeleteStorageKey', '
delete from OrleansStorage
where Version = @GrainStateVersion
  and GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
  and GrainTypeString = @GrainTypeString and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
  and ServiceId = @ServiceId
returning Version + 1 as NewGrainStateVersion;');

-- Reminders.
create table OrleansRemindersTable (
  ServiceId    text    not null,
  GrainId      text    not null,
  ReminderName text    not null,
  StartTime    text    not null,
  Period       integer not null,
  GrainHash    integer not null,
  Version      integer not null,
  primary key (ServiceId, GrainId, ReminderName)
);
create index OrleansRemindersTable_hash_idx on OrleansRemindersTable (ServiceId, GrainHash);

insert into OrleansQuery (QueryKey, QueryText) values
('UpsertReminderRowKey', '
insert into OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
on conflict (ServiceId, GrainId, ReminderName) do update
set StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = Version + 1
returning Version;'),
('ReadReminderRowsKey', '
select GrainId, ReminderName, StartTime, Period, Version
from OrleansRemindersTable
where ServiceId = @ServiceId and GrainId = @GrainId;'),
('ReadReminderRowKey', '
select GrainId, ReminderName, StartTime, Period, Version
from OrleansRemindersTable
where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName;'),
('ReadRangeRows1Key', '
select GrainId, ReminderName, StartTime, Period, Version
from OrleansRemindersTable
where ServiceId = @ServiceId and GrainHash > @BeginHash and GrainHash <= @EndHash;'),
('ReadRangeRows2Key', '
select GrainId, ReminderName, StartTime, Period, Version
from OrleansRemindersTable
where ServiceId = @ServiceId and (GrainHash > @BeginHash or GrainHash <= @EndHash);'),
('DeleteReminderRowKey', '
delete from OrleansRemindersTable
where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version;
select changes() as RowCount;'),
('DeleteReminderRowsKey', '
delete from OrleansRemindersTable where ServiceId = @ServiceId;');

-- Membership of the cluster.
create table OrleansMembershipVersionTable (
  DeploymentId text    not null primary key,
  Timestamp    text    not null default (strftime('%Y-%m-%d %H:%M:%f', 'now')),
  Version      integer not null default 0
);
create table OrleansMembershipTable (
  DeploymentId text    not null references OrleansMembershipVersionTable (DeploymentId),
  Address      text    not null,
  Port         integer not null,
  Generation   integer not null,
  SiloName     text    not null,
  HostName     text    not null,
  Status       integer not null,
  ProxyPort    integer,
  SuspectTimes text,
  StartTime    text    not null,
  IAmAliveTime text    not null,
  primary key (DeploymentId, Address, Port, Generation)
);

insert into OrleansQuery (QueryKey, QueryText) values
('InsertMembershipVersionKey', '
insert into OrleansMembershipVersionTable (DeploymentId) values (@DeploymentId) on conflict (DeploymentId) do nothing;
select changes() as RowCount;'),
('InsertMembershipKey', '
begin immediate;
update OrleansMembershipVersionTable
set Timestamp = strftime(''%Y-%m-%d %H:%M:%f'', ''now''), Version = Version + 1
where DeploymentId = @DeploymentId and Version = @Version
  and not exists (select 1 from OrleansMembershipTable
    where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation);
insert into OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
where changes() = 1;
select changes() as RowCount;
commit;'),
('UpdateMembershipKey', '
begin immediate;
update OrleansMembershipVersionTable
set Timestamp = strftime(''%Y-%m-%d %H:%M:%f'', ''now''), Version = Version + 1
where DeploymentId = @DeploymentId and Version = @Version
  and exists (select 1 from OrleansMembershipTable
    where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation);
update OrleansMembershipTable
set Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
where changes() = 1 and DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation;
select changes() as RowCount;
commit;'),
('UpdateIAmAlivetimeKey', '
update OrleansMembershipTable
set IAmAliveTime = @IAmAliveTime
where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation;'),
('MembershipReadRowKey', '
select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
  m.StartTime, m.IAmAliveTime, v.Version
from OrleansMembershipVersionTable v
left join OrleansMembershipTable m
  on m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
where v.DeploymentId = @DeploymentId;'),
('MembershipReadAllKey', '
select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
  m.StartTime, m.IAmAliveTime, v.Version
from OrleansMembershipVersionTable v
left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId
where v.DeploymentId = @DeploymentId;'),
('DeleteMembershipTableEntriesKey', '
delete from OrleansMembershipTable where DeploymentId = @DeploymentId;
delete from OrleansMembershipVersionTable where DeploymentId = @DeploymentId;'),
('GatewaysQueryKey', '
select Address, ProxyPort, Generation
from OrleansMembershipTable
where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0;'),
('CleanupDefunctSiloEntriesKey', '
delete from OrleansMembershipTable
where DeploymentId = @DeploymentId and IAmAliveTime < @IAmAliveTime and Status <> 3;');
