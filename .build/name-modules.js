// A plug-in of TypeDoc: calls each module what an application imports it by, and begins with the library itself.
import { Converter } from 'typedoc'

/** @param {import('typedoc').Application} app */
export const load = (app) => {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      module.name = module.name === 'index' ? 'rx-omm' : `rx-omm/${module.name}`
    }
  })
  // After all others, which sort by the place in the source.
  const last = -1000
  app.converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }) => {
      const modules = project.groups?.find(({ title }) => title === 'Modules')
      modules?.children.sort((one, other) => (one.name < other.name ? -1 : 1))
    },
    last,
  )
}
