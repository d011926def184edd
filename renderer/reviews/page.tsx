import type { PageProps } from "#renderer/app/feature.ts";
import { RequestList } from "./request-list.tsx";
import { RequestPage } from "./request-page.tsx";
import "./reviews.css";

/** Reviews: every change request, or one of them. */
export default function ReviewsPage({ route }: PageProps) {
  const { id, revision } = route.params;
  // A request of its own starts fresh: no panel or place of the last one carries over.
  return id ? <RequestPage key={id} id={id} chosen={revision} /> : <RequestList />;
}
