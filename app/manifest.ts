import type { MetadataRoute } from "next";

/** What a browser needs to install Vigie beside other programs. */
export default function manifest(): MetadataRoute.Manifest {
  const png = (size: number, purpose: "any" | "maskable") => ({
    src: `/icons/${purpose}-${size}.png`,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  });
  return {
    id: "/",
    name: "Vigie",
    short_name: "Vigie",
    start_url: "/",
    display: "standalone",
    background_color: "#f4f8fb",
    theme_color: "#f4f8fb",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
      png(192, "any"),
      png(512, "any"),
      png(512, "maskable"),
    ],
  };
}
