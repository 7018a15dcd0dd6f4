// Behaviour that neither the platform nor htmx has. Each module listens on the document, so that it also works
// for what arrives later; none is needed to read or to send a form.
import './request.js';
import './theme.js';
import './dialogs.js';
import './confirm.js';
import './menus.js';
import './navigation.js';
import './toasts.js';
import './segments.js';
import './palette.js';
import './shortcuts.js';
import './rows.js';
import './cells.js';
import './editing.js';
import './composer.js';
import './drafts.js';
import './marking.js';
import './combobox.js';
import './copying.js';
import './attach.js';
import './upload.js';
import './sliders.js';
import './board-loader.js';
import './stale.js';
