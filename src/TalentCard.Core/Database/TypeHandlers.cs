using System.Data;

namespace TalentCard.Core.Database;

/// <summary>What Dapper has to be told to read this schema into positional records.</summary>
public static class TypeHandlers
{
    /// <summary>Registers the handlers; safe to call again.</summary>
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Dapper hands on what it knows a type for by itself, without asking a handler.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new Instant());
        SqlMapper.AddTypeHandler(new Array<string>());
        SqlMapper.AddTypeHandler(new Array<Guid>());
        SqlMapper.AddTypeHandler(new Array<Guid?>());
        SqlMapper.AddTypeHandler(new Array<DateOnly>());
        SqlMapper.AddTypeHandler(new Array<byte[]>());
        SqlMapper.AddTypeHandler(new Array<int>());
        SqlMapper.AddTypeHandler(new Array<double>());
        SqlMapper.AddTypeHandler(new Array<bool>());
        SqlMapper.AddTypeHandler(new Partners.WeekHours.Handler());
    }

    // timestamptz: read and written as UTC, whatever offset it came with.
    private sealed class Instant : SqlMapper.ITypeHandler
    {
        public object? Parse(Type destinationType, object value) =>
            value is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : null;

        public void SetValue(IDbDataParameter parameter, object value)
        {
            // null has its type as well.
            parameter.DbType = DbType.DateTimeOffset;
            parameter.Value = value is DateTimeOffset at ? at.UtcDateTime : DBNull.Value;
        }
    }

    // Registered so that Dapper accepts an array as a constructor's argument and sends it as one parameter for any(@x).
    private sealed class Array<T> : SqlMapper.TypeHandler<T[]>
    {
        public override T[] Parse(object value) => (T[])value;

        public override void SetValue(IDbDataParameter parameter, T[]? value) => parameter.Value = (object?)value ?? DBNull.Value;
    }
}
