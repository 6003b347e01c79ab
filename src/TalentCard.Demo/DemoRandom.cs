using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TalentCard.Demo;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every machine and every .NET, which
/// <see cref="Random"/> does not promise. Each part of the demo data names its own stream, so that a change to one part
/// leaves the others as they were.
/// </summary>
internal sealed class DemoRandom(string stream)
{
    private ulong state = BinaryPrimitives.ReadUInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"TalentCard demo 2022\0{stream}"))
    );

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
            bytes[i] = (byte)Next();
        return bytes;
    }

    /// <summary>A UUID of version 7 (RFC 9562) whose random part is this stream's.</summary>
    public Guid Id(DateTimeOffset at)
    {
        var bytes = Bytes(16);
        Span<byte> milliseconds = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, at.ToUnixTimeMilliseconds());
        milliseconds[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0f));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true);
    }

    private ulong Next()
    {
        state += 0x9e3779b97f4a7c15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
