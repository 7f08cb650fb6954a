export { handleNextAuth as GET, handleNextAuth as POST } from "@/lib/http/next-auth-handler";
