using SkiaSharp;

namespace TalentCard.Core.Documents;

/// <summary>
/// A picture as it is kept: decoded, upright, no larger than needed and encoded anew, so that where and with what it was taken,
/// and whatever else its file carried, stays outside.
/// </summary>
/// <param name="ContentType"><c>image/jpeg</c> or <c>image/png</c>, as it came.</param>
/// <param name="Content">The new file.</param>
public sealed record Picture(string ContentType, byte[] Content)
{
    // A picture of more pixels is made to exhaust whoever opens it; telephones take up to 50 million.
    private const int MaxPixels = 50_000_000;
    private const int Quality = 88;

    // A large one takes a fifth of a gigabyte while it is decoded, so they come one after the other.
    private static readonly Lock Room = new();

    /// <summary>Makes the picture of an uploaded file.</summary>
    /// <param name="file">What was uploaded.</param>
    /// <param name="longestSide">Longest side of the result in pixels; a smaller picture keeps its size.</param>
    /// <returns>The picture; null: the file is no whole JPEG or PNG.</returns>
    public static Picture? Read(byte[] file, int longestSide)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (
            codec is not { EncodedFormat: SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png }
            || (long)codec.Info.Width * codec.Info.Height > MaxPixels
        )
            return null;
        lock (Room)
        {
            // Colours become those that every screen means.
            using var colours = SKColorSpace.CreateSrgb();
            // A JPEG is decoded at an eighth, a quarter … of its size where that will do.
            var scale = Math.Min(1f, (float)longestSide / Math.Max(codec.Info.Width, codec.Info.Height));
            var size = codec.GetScaledDimensions(scale);
            var format = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, colours);
            using var bitmap = new SKBitmap();
            if (!bitmap.TryAllocPixels(format) || codec.GetPixels(format, bitmap.GetPixels()) != SKCodecResult.Success)
                return null;
            // So that it is drawn without being copied.
            bitmap.SetImmutable();
            using var upright = Upright(bitmap, codec.EncodedOrigin, longestSide);
            using var encoded = upright.Encode(codec.EncodedFormat, Quality);
            return new(codec.EncodedFormat == SKEncodedImageFormat.Jpeg ? "image/jpeg" : "image/png", encoded.ToArray());
        }
    }

    private static SKImage Upright(SKBitmap bitmap, SKEncodedOrigin origin, int longestSide)
    {
        var (width, height) = origin >= SKEncodedOrigin.LeftTop ? (bitmap.Height, bitmap.Width) : (bitmap.Width, bitmap.Height);
        var scale = Math.Min(1f, (float)longestSide / Math.Max(width, height));
        var size = bitmap.Info.WithSize(Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
        using var surface = SKSurface.Create(size);
        surface.Canvas.Scale((float)size.Width / width, (float)size.Height / height);
        surface.Canvas.Concat(Turn(origin, width, height));
        using var image = SKImage.FromBitmap(bitmap);
        surface.Canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return surface.Snapshot();
    }

    // Exif 2.32, tag Orientation: which corner the first row and column lie at; width and height are those of the result.
    private static SKMatrix Turn(SKEncodedOrigin origin, float width, float height) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new(0, -1, width, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new(0, -1, width, -1, 0, height, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, height, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
}
