/** Why the form was refused; read out when it appears. */
export const FormError = ({ text }: { text: string | null }) =>
  text && (
    <p role="alert" className="mt-3 rounded-control bg-rec-soft px-3 py-2.5 text-sm leading-snug text-rec">
      {text}
    </p>
  );
