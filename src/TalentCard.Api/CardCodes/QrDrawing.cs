using System.Drawing;
using QRCoder;
using TalentCard.Contracts.CardCodes;

namespace TalentCard.Api.CardCodes;

/// <summary>
/// Draws codes as QR symbols with their quiet zone, black on white whatever the page's theme: error correction M for a
/// screen, Q for plastic that wears. Base45 makes them alphanumeric symbols.
/// </summary>
internal static class QrDrawing
{
    private const int ModuleSize = 8;

    public static string DrawSvg(this CardCode code, QRCodeGenerator.ECCLevel level)
    {
        using var data = QRCodeGenerator.GenerateQrCode(code.Text, level);
        using var drawing = new SvgQRCode(data);
        var size = data.ModuleMatrix.Count;
        return drawing.GetGraphic(
            new Size(size, size),
            Color.Black,
            Color.White,
            drawQuietZones: true,
            SvgQRCode.SizingMode.ViewBoxAttribute
        );
    }

    public static byte[] DrawPng(this CardCode code, QRCodeGenerator.ECCLevel level)
    {
        using var data = QRCodeGenerator.GenerateQrCode(code.Text, level);
        using var drawing = new PngByteQRCode(data);
        return drawing.GetGraphic(ModuleSize);
    }
}
