using System.Data;

namespace TalentCard.Core.Database;

/// <summary>What Dapper has to be told to read this schema into positional records.</summary>
public static class TypeHandlers
{
    /// <summary>Registers the handlers; safe to call again.</summary>
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new Instant());
        SqlMapper.AddTypeHandler(new Array<string>());
        SqlMapper.AddTypeHandler(new Array<Guid>());
        SqlMapper.AddTypeHandler(new Array<Guid?>());
        SqlMapper.AddTypeHandler(new Array<DateOnly>());
        SqlMapper.AddTypeHandler(new Array<byte[]>());
        SqlMapper.AddTypeHandler(new Array<int>());
        SqlMapper.AddTypeHandler(new Array<double>());
        SqlMapper.AddTypeHandler(new Array<bool>());
    }

    // timestamptz: read and written as UTC.
    private sealed class Instant : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => new((DateTime)value, TimeSpan.Zero);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;
    }

    // Registered so that Dapper accepts an array as a constructor's argument and sends it as one parameter for any(@x).
    private sealed class Array<T> : SqlMapper.TypeHandler<T[]>
    {
        public override T[] Parse(object value) => (T[])value;

        public override void SetValue(IDbDataParameter parameter, T[]? value) => parameter.Value = (object?)value ?? DBNull.Value;
    }
}
