using System.Diagnostics;

namespace TalentCard.Browser.Tests;

/// <summary>An nginx of the test's own.</summary>
internal sealed class Nginx : IDisposable
{
    private readonly Process process;

    /// <summary>Starts it.</summary>
    /// <param name="folder">A folder of its own.</param>
    /// <param name="sites">What it serves: the content of <c>http { … }</c>.</param>
    public Nginx(string folder, string sites)
    {
        string Of(string name) => Path.Combine(folder, name);
        File.WriteAllText(
            Of("nginx.conf"),
            $$"""
            daemon off;
            user {{Environment.UserName}};
            pid {{Of("pid")}};
            error_log {{Of("errors")}};
            events {}
            http {
                access_log off;
                client_body_temp_path {{Of("body")}};
                proxy_temp_path {{Of("proxy")}};
                fastcgi_temp_path {{Of("fastcgi")}};
                uwsgi_temp_path {{Of("uwsgi")}};
                scgi_temp_path {{Of("scgi")}};
                {{sites}}
            }
            """
        );
        process = Process.Start("/usr/sbin/nginx", ["-p", folder, "-e", Of("errors"), "-c", Of("nginx.conf")]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Its worker goes with it.
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
