using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace TalentCard.Testing;

/// <summary>The smallest whole files of the kinds that may be attached.</summary>
public static class TestDocuments
{
    /// <summary>A pdf of one empty page.</summary>
    public static byte[] Pdf { get; } =
        Encoding.ASCII.GetBytes(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        );

    /// <summary>A jpg of 1 × 1.</summary>
    public static byte[] Jpeg { get; } = CreateJpeg(1, 1);

    /// <summary>A png of 1 × 1.</summary>
    public static byte[] Png { get; } = CreatePng(1, 1);

    /// <summary>A jpg of a size, red at the left and blue at the right.</summary>
    public static byte[] CreateJpeg(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Blue);
        using var red = new SKPaint { Color = SKColors.Red };
        canvas.DrawRect(0, 0, width / 2f, height, red);
        using var file = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return file.ToArray();
    }

    /// <summary>The same jpg with what a camera writes into it (Exif 2.32): which way it was held, and its maker.</summary>
    /// <param name="jpeg">A jpg without.</param>
    /// <param name="orientation">1 to 8; 6: the right of the picture is its bottom.</param>
    /// <param name="maker">The maker's name; it stands for everything else that is told.</param>
    public static byte[] WithExif(byte[] jpeg, byte orientation, string maker)
    {
        var text = Encoding.ASCII.GetBytes(maker + "\0");
        byte[] tiff =
        [
            .. "II*\0"u8,
            8,
            0,
            0,
            0,
            2,
            0,
            // Maker: ASCII text behind the directory; Orientation: one short.
            0x0f,
            0x01,
            2,
            0,
            (byte)text.Length,
            0,
            0,
            0,
            38,
            0,
            0,
            0,
            0x12,
            0x01,
            3,
            0,
            1,
            0,
            0,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            .. text,
        ];
        var length = tiff.Length + 8;
        return [.. jpeg.AsSpan(0, 2), 0xff, 0xe1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. tiff, .. jpeg.AsSpan(2)];
    }

    /// <summary>A grey png of a size.</summary>
    public static byte[] CreatePng(int width, int height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(header, width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        Chunk("IHDR", header);
        using (var packed = new MemoryStream())
        {
            using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
                for (var row = 0; row < height; row++)
                    zlib.Write(new byte[width + 1]);
            Chunk("IDAT", packed.ToArray());
        }
        Chunk("IEND", []);
        return file.ToArray();

        void Chunk(string type, byte[] data)
        {
            byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
            Span<byte> number = stackalloc byte[4];
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.Write(number);
            file.Write(body);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
            file.Write(number);
        }
    }

    // ISO 15948, annex D.
    private static uint Crc(byte[] bytes)
    {
        var crc = 0xffffffffu;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
        }
        return ~crc;
    }
}
