import { useEffect } from "react";
import type { PageProps } from "#renderer/app/feature.ts";
import { hrefTo, navigate } from "#renderer/app/navigation.ts";
import { EmptyState, Waiting } from "#renderer/ui/index.ts";
import { useAsset } from "./data/asset-editor.ts";
import { screenOf, words } from "./strings.ts";

/** Where an asset opens whose kind is not known yet: a link in a mail, a name that somebody typed. */
export default function AssetPage({ route }: PageProps) {
  const { data, error } = useAsset(route.params["id"]);
  const thread = route.params["thread"];
  useEffect(() => {
    if (data) navigate(screenOf[data.kind], { id: data.id, thread }, { replace: true });
  }, [data, thread]);
  if (!error) return <Waiting />;
  return (
    <EmptyState
      fill
      title={words.cannotRead}
      actions={
        <a className="btn" href={hrefTo("home")}>
          Go to Home
        </a>
      }
    >
      {error.message}
    </EmptyState>
  );
}
