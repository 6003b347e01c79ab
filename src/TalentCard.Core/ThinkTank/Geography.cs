namespace TalentCard.Core.ThinkTank;

/// <summary>Distances on the earth.</summary>
internal static class Geography
{
    /// <summary>
    /// Kilometres between two points (WGS 84, degrees) on a sphere of the earth's mean radius, by the haversine formula (R. W.
    /// Sinnott, 1984); within half a percent.
    /// </summary>
    public static double Km(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        const double Radius = 6371.0088;
        var (north, east) = (Radians(otherLatitude - latitude), Radians(otherLongitude - longitude));
        var a =
            Math.Pow(Math.Sin(north / 2), 2)
            + (Math.Cos(Radians(latitude)) * Math.Cos(Radians(otherLatitude)) * Math.Pow(Math.Sin(east / 2), 2));
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
