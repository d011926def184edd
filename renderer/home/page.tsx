import { Answer } from "#renderer/app/answer.tsx";
import { sayLongDay } from "#renderer/app/dates.ts";
import { usePeople } from "#renderer/people/store.ts";
import { PageHead } from "#renderer/ui/index.ts";
import { AttentionCard } from "./attention-card.tsx";
import { CommentsCard } from "./comments-card.tsx";
import { DraftsCard } from "./drafts-card.tsx";
import { ReleasesCards } from "./releases-cards.tsx";
import { RiskBoard } from "./risk-board.tsx";
import { useHome } from "./store.ts";
import { words } from "./strings.ts";
import { WaitingCard } from "./waiting-card.tsx";
import "./home.css";

/** Home: what needs this person, what goes live next, and where it may go wrong. */
export default function HomePage() {
  const query = useHome();
  const people = usePeople();
  return (
    <div className="page">
      <PageHead title={words.title} note={sayLongDay()} />
      <Answer query={query} waiting="Looking for what needs you">
        {(home) => (
          <div className="home scroll" tabIndex={0} role="region" aria-label={words.title}>
            <div className="home-main">
              <WaitingCard home={home} people={people} />
              {home.comments.length > 0 && <CommentsCard threads={home.comments} people={people} />}
              <AttentionCard home={home} />
              <DraftsCard drafts={home.drafts} />
            </div>
            <div className="home-side">
              <ReleasesCards environments={home.environments} people={people} />
            </div>
            <RiskBoard risks={home.risks} />
          </div>
        )}
      </Answer>
    </div>
  );
}
