import { day } from '../../platform/day.ts';
import { usePage } from '../../platform/page-context.ts';
import { Badge } from '../badge.tsx';
import { Button, ButtonRow, LinkButton } from '../button.tsx';
import { Card } from '../card.tsx';
import { DateText, InstantText, TimeText } from '../date-text.tsx';
import { DescriptionList } from '../description-list.tsx';
import { EmptyState } from '../empty-state.tsx';
import { drawings, type IconName } from '../icon-drawings.ts';
import { Hero } from '../hero.tsx';
import { Icon } from '../icon.tsx';
import { LanguageTag } from '../language-tag.tsx';
import { MachineMadeNote } from '../machine-made-note.tsx';
import { Notice } from '../notice.tsx';
import { MoneyText, NumberText, PartlyKnownText, UnknownText } from '../number-text.tsx';
import { PageHead } from '../page-head.tsx';
import { PhaseTag } from '../phase-tag.tsx';
import { PhoneLink } from '../phone-link.tsx';
import { PrintButton } from '../print-button.tsx';
import { SearchField } from '../search-field.tsx';
import { StateMark } from '../state-mark.tsx';
import { Tile } from '../tile.tsx';
import { Exhibit, Room } from './exhibit.tsx';
import { sampleWords } from './sample-texts.ts';

const phases = ['Schwangerschaft & Geburt', '0 bis 3 Jahre', '3 bis 6 Jahre', '6 bis 10 Jahre', '11 bis 18 Jahre', 'Übergang in Ausbildung und Beruf'];

const phaseIcons: IconName[] = ['pregnancy', 'baby', 'play', 'school', 'youth', 'work'];

/** What is read: text, notices, states, cards, figures. */
export function ReadingRoom() {
  const { language } = usePage();
  const words = sampleWords[language];
  return (
    <Room id="lesen" title="Lesen">
      <Exhibit name="Text">
        <h3>{words.offer}</h3>
        <p class="lead">{words.sentence}</p>
        <p>{words.sentence} <a href="#lesen">{words.offer}</a>. {words.sentence}</p>
        <ul><li>{words.place}</li><li>{words.name}</li></ul>
      </Exhibit>
      <Exhibit name="Hinweise">
        <Notice title={words.name}><p>{words.sentence}</p></Notice>
        <Notice kind="success"><p>{words.sentence}</p></Notice>
        <Notice kind="warning" title={words.name}><p>{words.sentence}</p></Notice>
        <Notice kind="error" title={words.name} live><p>{words.sentence}</p></Notice>
        <MachineMadeNote />
      </Exhibit>
      <Exhibit name="Zustände der Kette">
        <p class="cluster">
          <StateMark state="gap" /><StateMark state="thin" /><StateMark state="unknown" /><StateMark state="covered" /><StateMark state="double" />
        </p>
        <p class="cluster">
          <StateMark state="gap" show="sign" /><StateMark state="thin" show="sign" /><StateMark state="unknown" show="sign" /><StateMark state="covered" show="sign" /><StateMark state="double" show="sign" />
        </p>
      </Exhibit>
      <Exhibit name="Lebensphasen">
        <ul class="cluster">{phases.map((phase, index) => <li><PhaseTag order={index + 1}>{phase}</PhaseTag></li>)}</ul>
        <p class="cluster"><PhaseTag order={7} href="#lesen">Siebte Phase</PhaseTag><PhaseTag order={8}>Achte Phase</PhaseTag></p>
      </Exhibit>
      <Exhibit name="Merkmale">
        <p class="cluster">
          <Badge>{words.place}</Badge><Badge tone="good" icon="free">kostenlos</Badge><Badge tone="info" icon="language">Türkisch</Badge>
          <Badge tone="caution" icon="clock">bestätigt 2024</Badge><Badge tone="danger" icon="error">abgelaufen</Badge><Badge icon="wheelchair">stufenlos</Badge>
        </p>
      </Exhibit>
      <Exhibit name="Karten">
        <ul class="columns">
          {[1, 2, 4].map((phase) => (
            <li>
              <Card title={words.offer} href={`#karte-${phase}`} preline="Familienzentrum" phase={phase} footer={<><Badge icon="free" tone="good">kostenlos</Badge><Badge icon="clock">Mi 9:30</Badge></>}>
                <p>{words.sentence}</p>
                <PhoneLink number="05181 70 31 23" />
              </Card>
            </li>
          ))}
          <li><Card title={words.name}><p>{words.sentence}</p></Card></li>
        </ul>
      </Exhibit>
      <Exhibit name="Angaben">
        <DescriptionList
          entries={[
            { term: words.place, details: 'Marktplatz 1, 31061 Alfeld (Leine)', icon: 'pin' },
            { term: 'Telefon', details: <PhoneLink number="05181 703-0" />, icon: 'phone' },
            { term: 'Zeiten', details: <>Mi <TimeText time="09:30" />–<TimeText time="11:00" /></>, icon: 'clock' },
            { term: 'Plätze', details: <UnknownText />, icon: 'people' },
          ]}
        />
        <p><PhoneLink number="05181 70 31 23" label={words.offer} large /></p>
      </Exhibit>
      <Exhibit name="Zahlen und Tage">
        <ul>
          <li><NumberText value={12345.678} decimals={1} /> · <NumberText value={0.1632} kind="percent" decimals={1} /> · <NumberText value={0} unit="Plätze" /></li>
          <li><NumberText value={undefined} /> · <PartlyKnownText known={120} missing={3} unit="Plätze" /> · <PartlyKnownText known={undefined} missing={2} /></li>
          <li><MoneyText cents={300050} /> · <MoneyText cents={undefined} /></li>
          <li><DateText day={day('2026-11-22')} /> · <DateText day={day('2026-11-22')} style="short" /> · <DateText day={day('2026-11-22')} style="weekday" /> · <DateText day={undefined} /></li>
          <li><InstantText at={new Date('2026-11-22T08:05:00Z')} /></li>
          <li><LanguageTag language="tr">Anne baba çocuk kahvesi</LanguageTag> · <LanguageTag language="ar">مقهى الآباء والأطفال</LanguageTag></li>
        </ul>
      </Exhibit>
      <Exhibit name="Leere Liste">
        <EmptyState level={3} title="Nichts gefunden" explanation={words.sentence} action={<LinkButton look="secondary" href="#lesen">Alle Angebote ansehen</LinkButton>} />
      </Exhibit>
      <Exhibit name="Knöpfe">
        <ButtonRow>
          <Button type="button">Speichern</Button><Button type="button" look="secondary" icon="add">Neu</Button><Button type="button" look="tertiary">Verwerfen</Button>
          <Button type="button" look="danger" icon="trash">Löschen</Button><Button type="button" icon="edit" iconOnly look="secondary">Bearbeiten</Button>
          <Button type="button" look="secondary" small>Klein</Button><Button type="button" disabled>Gesperrt</Button>
          <LinkButton href="#lesen" icon="download" look="secondary">Herunterladen</LinkButton><PrintButton /><PrintButton href="?ansicht=druck" label="Merkblatt" />
        </ButtonRow>
      </Exhibit>
      <Exhibit name="Seitenkopf">
        <div class="exhibit-head"><PageHead title={words.offer} lead={words.sentence} preline={words.place} actions={<LinkButton href="#lesen" look="secondary" icon="edit">Bearbeiten</LinkButton>} /></div>
      </Exhibit>
      <Exhibit name="Auftakt einer Startseite">
        <Hero title={words.offer} lead={words.sentence}>
          <form method="get" action="" role="search" aria-label="Auftakt"><SearchField name="suche" label={words.name} large /></form>
        </Hero>
      </Exhibit>
      <Exhibit name="Kacheln">
        <ul class="tiles">
          {phases.map((phase, index) => <li><Tile href="#lesen" icon={phaseIcons[index]!} title={phase} note={words.place} phase={index + 1} /></li>)}
          <li><Tile href="#lesen" icon="money" title={words.name} /></li>
        </ul>
      </Exhibit>
      <Exhibit name="Zeichen">
        <ul class="exhibit-icons">{(Object.keys(drawings) as IconName[]).map((name) => <li><Icon name={name} size="large" /><span lang="en" dir="ltr">{name}</span></li>)}</ul>
      </Exhibit>
    </Room>
  );
}
