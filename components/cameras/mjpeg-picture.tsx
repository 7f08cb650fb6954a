type Props = { src: string; label: string };

/** A live picture over plain HTTP, where no socket gets through. */
export const MjpegPicture = ({ src, label }: Props) => (
  <img src={src} alt={label} className="absolute inset-0 size-full object-contain" />
);
