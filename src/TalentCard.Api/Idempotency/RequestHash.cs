using System.Security.Cryptography;
using System.Text.Json;

namespace TalentCard.Api.Idempotency;

/// <summary>What a caller asked for, as an <c>Idempotency-Key</c> remembers it.</summary>
internal static class RequestHash
{
    /// <summary>SHA-256 over the call's name and its body's members.</summary>
    public static byte[] Of<T>(string call, T body) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { call, body }));
}
