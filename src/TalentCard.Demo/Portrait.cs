using System.Buffers.Binary;
using System.IO.Compression;

namespace TalentCard.Demo;

/// <summary>Draws a plain portrait of nobody, so that the desk has a face to compare, and writes it as PNG (RFC 2083).</summary>
internal static class Portrait
{
    private const int Width = 240;
    private const int Height = 300;
    private const int Samples = 3;

    private static readonly (int Background, int Jacket, int Skin, int Hair)[] Palettes =
    [
        (0xd6e6f5, 0x1f3a5f, 0xf0c9a5, 0x1d1a1a),
        (0xf6e2da, 0x7a2f45, 0xf3d0b0, 0x2b1d16),
        (0xdcefe3, 0x24563f, 0xe8bd95, 0x3a332e),
    ];

    /// <summary>The portrait in one of three palettes; 1 has long hair.</summary>
    public static byte[] Png(int palette)
    {
        var rows = new byte[Height * (1 + (Width * 3))];
        for (var y = 0; y < Height; y++)
        for (var x = 0; x < Width; x++)
            WritePixel(rows.AsSpan((y * (1 + (Width * 3))) + 1 + (x * 3), 3), x, y, palette);
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Height);
        header[8] = 8;
        header[9] = 2;
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Compress(rows));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    // The mean of some points within the pixel, so that edges are smooth.
    private static void WritePixel(Span<byte> pixel, int x, int y, int palette)
    {
        Span<int> sum = stackalloc int[3];
        for (var i = 0; i < Samples * Samples; i++)
        {
            var color = ColorAt(x + ((i % Samples + 0.5) / Samples), y + ((i / Samples + 0.5) / Samples), palette);
            for (var channel = 0; channel < 3; channel++)
                sum[channel] += (color >> (16 - (8 * channel))) & 255;
        }
        for (var channel = 0; channel < 3; channel++)
            pixel[channel] = (byte)(sum[channel] / (Samples * Samples));
    }

    private static int ColorAt(double x, double y, int palette)
    {
        var (background, jacket, skin, hair) = Palettes[palette];
        if (InEllipse(x, y, 120, 138, 47, 60) && !InEllipse(x, y, 120, 66, 62, 40))
            return skin;
        if (InEllipse(x, y, 120, 118, 55, 62) && y < 140)
            return hair;
        if (palette == 1 && InEllipse(x, y, 120, 150, 62, 80) && y is > 90 and < 222 && Math.Abs(x - 120) > 30)
            return hair;
        if (Math.Abs(x - 120) < 20 && y is > 180 and < 226)
            return skin;
        // The collar's V.
        if (y > 222 && Math.Abs(x - 120) < (282 - y) * 0.45)
            return 0xfafafa;
        return InEllipse(x, y, 120, 320, 104, 104) ? jacket : background;
    }

    private static bool InEllipse(double x, double y, double centerX, double centerY, double radiusX, double radiusY) =>
        Math.Pow((x - centerX) / radiusX, 2) + Math.Pow((y - centerY) / radiusY, 2) <= 1;

    private static byte[] Compress(byte[] rows)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize))
            zlib.Write(rows);
        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. type, .. data]));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) == 1 ? 0xedb88320 : 0);
        }
        return ~crc;
    }
}
