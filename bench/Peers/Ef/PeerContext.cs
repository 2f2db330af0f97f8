using System.Text.Json;
using Coordination.Bench.Peers.Sql;
using Microsoft.EntityFrameworkCore;

namespace Coordination.Bench.Peers.Ef;

public sealed class PeerContext(DbContextOptions<PeerContext> options) : DbContext(options)
{
    public DbSet<TaskRow> Tasks => Set<TaskRow>();

    public DbSet<AssignmentRow> Assignments => Set<AssignmentRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<ListRow> List => Set<ListRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TaskRow>().ToTable("task").Property(r => r.Id).ValueGeneratedNever();
        modelBuilder.Entity<AssignmentRow>().ToTable("assignment").HasKey(r => new { r.TaskId, r.Agency });
        modelBuilder.Entity<AuditRow>().ToTable("audit").Property(r => r.Data).HasColumnType("jsonb");
        modelBuilder.Entity<ListRow>().ToTable("task_list").HasKey(r => r.TaskId);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }
}

internal static class EfPeer
{
    /// <summary>Contexts are pooled, nothing is tracked that is only read, checks for development are off.</summary>
    public static void AddEfPeer(this IServiceCollection services, string connectionString) =>
        services.AddPooledDbContextFactory<PeerContext>(
            options => options
                .UseNpgsql(Database.Open(connectionString))
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                .EnableThreadSafetyChecks(false),
            poolSize: 512);
}
