using SkiaSharp;
using TalentCard.Core.Documents;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Documents;

public sealed class KeepingAPicture
{
    // Where the red half of the picture lies once it is upright.
    [Theory]
    [InlineData(1, 60, 40, "left")]
    [InlineData(2, 60, 40, "right")]
    [InlineData(3, 60, 40, "right")]
    [InlineData(4, 60, 40, "left")]
    [InlineData(5, 40, 60, "top")]
    [InlineData(6, 40, 60, "top")]
    [InlineData(7, 40, 60, "bottom")]
    [InlineData(8, 40, 60, "bottom")]
    public void It_is_upright_however_the_camera_was_held(byte orientation, int width, int height, string red)
    {
        var picture = Picture.Read(TestDocuments.WithExif(TestDocuments.CreateJpeg(60, 40), orientation, "Huawei"), 100);
        using var bitmap = SKBitmap.Decode(picture.ShouldNotBeNull().Content);
        (bitmap.Width, bitmap.Height).ShouldBe((width, height));
        var (x, y) = red switch
        {
            "left" => (width / 4, height / 2),
            "right" => (width * 3 / 4, height / 2),
            "top" => (width / 2, height / 4),
            _ => (width / 2, height * 3 / 4),
        };
        bitmap.GetPixel(x, y).Red.ShouldBeGreaterThan((byte)200);
        bitmap.GetPixel(width - 1 - x, height - 1 - y).Blue.ShouldBeGreaterThan((byte)200);
    }

    [Fact]
    public void It_tells_nothing_of_where_and_with_what_it_was_taken()
    {
        var taken = TestDocuments.WithExif(TestDocuments.CreateJpeg(60, 40), 1, "Huawei");
        taken.AsSpan().IndexOf("Exif"u8).ShouldBeGreaterThan(0);
        var kept = Picture.Read([.. taken, .. "<script>alert(1)</script>"u8], 100).ShouldNotBeNull().Content;
        foreach (var trace in new[] { "Exif", "Huawei", "script" })
            kept.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(trace)).ShouldBe(-1, trace);
    }

    [Theory]
    [InlineData(300, 200, 100, 66)]
    [InlineData(200, 300, 66, 100)]
    [InlineData(2000, 1, 100, 1)]
    [InlineData(30, 20, 30, 20)]
    public void It_is_no_larger_than_needed(int width, int height, int newWidth, int newHeight)
    {
        using var bitmap = SKBitmap.Decode(Picture.Read(TestDocuments.CreatePng(width, height), 100)!.Content);
        (bitmap.Width, bitmap.Height).ShouldBe((newWidth, newHeight));
    }

    [Fact]
    public void The_same_file_gives_the_same_picture() =>
        Picture
            .Read(TestDocuments.CreateJpeg(60, 40), 100)!
            .Content.ShouldBe(Picture.Read(TestDocuments.CreateJpeg(60, 40), 100)!.Content);

    [Fact]
    public void No_file_makes_the_reader_fail()
    {
        var (jpeg, png) = (TestDocuments.CreateJpeg(40, 40), TestDocuments.CreatePng(40, 40));
        for (var at = 0; at < png.Length; at++)
            foreach (
                var file in new[] { png[..at], jpeg[..(at % jpeg.Length)], Flipped(png, at), Flipped(jpeg, at % jpeg.Length) }
            )
                Picture.Read(file, 100)?.ContentType.ShouldStartWith("image/");
    }

    private static byte[] Flipped(byte[] file, int at)
    {
        byte[] other = [.. file];
        other[at] ^= 0xff;
        return other;
    }
}
