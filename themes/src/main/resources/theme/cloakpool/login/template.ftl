<#--
  After template.ftl of keycloak.v2 in Keycloak 26.7.4, for three things that no property of a theme can do: no script stands in the page,
  the branding of realm and client is linked, and the page carries a policy that forbids inline script.
-->
<#import "field.ftl" as field>
<#import "footer.ftl" as loginFooter>
<#import "theme-resources.ftl" as themeResourceTags>
<#import "cloakpool.ftl" as cloakpool>

<#macro username>
  <#local label>
    <#if !realm.loginWithEmailAllowed>${msg("username")}<#elseif !realm.registrationEmailAsUsername>${msg("usernameOrEmail")}<#else>${msg("email")}</#if>
  </#local>
  <@field.group name="kc-attempted-username" label=label>
    <div class="${properties.kcInputGroup}">
      <div class="${properties.kcInputGroupItemClass} ${properties.kcFill}">
        <span class="${properties.kcInputClass} ${properties.kcFormReadOnlyClass}">
          <input id="kc-attempted-username" value="${auth.attemptedUsername}" readonly>
        </span>
      </div>
      <div class="${properties.kcInputGroupItemClass}">
        <a id="reset-login" class="${properties.kcFormPasswordVisibilityButtonClass}" href="${url.loginRestartFlowUrl}"
           aria-label="${msg("restartLoginTooltip")}" title="${msg("restartLoginTooltip")}">
          <i class="fa-sync-alt fas" aria-hidden="true"></i>
        </a>
      </div>
    </div>
  </@field.group>
</#macro>

<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<!DOCTYPE html>
<html class="${properties.kcHtmlClass!}" lang="${lang}"<#if realm.internationalizationEnabled> dir="${(locale.rtl)?then("rtl", "ltr")}"</#if>>
<head>
  <meta charset="utf-8">
  <#-- Keycloak writes a script before the first end of a head, for the way back after a form: here it does nothing. See address() in js/cloakpool.js. -->
  <!-- </head> -->
  <meta http-equiv="Content-Security-Policy" content="${(recaptchaRequired??)?then(properties.cloakpoolCaptchaPolicy, properties.cloakpoolPolicy)}">
  <meta name="color-scheme" content="light${darkMode?then(" dark", "")}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <#if properties.meta?has_content>
    <#list properties.meta?split(" ") as meta>
      <meta name="${meta?split("==")[0]}" content="${meta?split("==")[1]}">
    </#list>
  </#if>
  <title>${title!}</title>
  <link rel="icon" href="${cloakpool.branding("favicon")}">
  <#if themeResources?? && themeResources.stylesCommon?has_content>
    <@themeResourceTags.renderStyles themeResources.stylesCommon url.resourcesCommonPath />
  <#elseif properties.stylesCommon?has_content>
    <#list properties.stylesCommon?split(" ") as style>
      <link href="${url.resourcesCommonPath}/${style}" rel="stylesheet">
    </#list>
  </#if>
  <#if themeResources?? && themeResources.styles?has_content>
    <@themeResourceTags.renderStyles themeResources.styles url.resourcesPath />
  <#elseif properties.styles?has_content>
    <#list properties.styles?split(" ") as style>
      <link href="${url.resourcesPath}/${style}" rel="stylesheet">
    </#list>
  </#if>
  <link href="${cloakpool.branding("branding.css")}" rel="stylesheet">
  <#if darkMode>
    <script src="${url.resourcesPath}/js/cloakpool-dark.js" data-dark-class="${properties.kcDarkModeClass}"></script>
  </#if>
  <#if themeResources?? && themeResources.scripts?has_content>
    <@themeResourceTags.renderScripts themeResources.scripts url.resourcesPath "text/javascript" />
  <#elseif properties.scripts?has_content>
    <#list properties.scripts?split(" ") as script>
      <script src="${url.resourcesPath}/${script}"></script>
    </#list>
  </#if>
  <#if scripts??>
    <#list scripts as script>
      <script src="${script}"></script>
    </#list>
  </#if>
  <@cloakpool.data />
  <script type="module" src="${url.resourcesPath}/js/passwordVisibility.js"></script>
  <script type="module" src="${url.resourcesPath}/js/cloakpool.js"></script>
</head>

<body id="keycloak-bg" class="${properties.kcBodyClass!}" data-page-id="login-${pageId}">
<div class="${properties.kcLogin!}">
  <div class="${properties.kcLoginContainer!}">
    <header id="kc-header" class="pf-v5-c-login__header">
      <div id="kc-header-wrapper" class="pf-v5-c-brand">${kcSanitize(msg("loginTitleHtml", (realm.displayNameHtml!"")))?no_esc}</div>
    </header>
    <main class="${properties.kcLoginMain!}">
      <div class="${properties.kcLoginMainHeader!}">
        <h1 class="${properties.kcLoginMainTitle!}" id="kc-page-title"><@cloakpool.scriptless><#nested "header"></@cloakpool.scriptless></h1>
        <#if realm.internationalizationEnabled && locale.supported?size gt 1>
          <div class="${properties.kcLoginMainHeaderUtilities!}">
            <div class="${properties.kcInputClass!}">
              <select aria-label="${msg("languages")}" id="login-select-toggle">
                <#list locale.supported?sort_by("label") as l>
                  <option value="${l.url}"<#if l.languageTag == locale.currentLanguageTag> selected</#if>>${l.label}</option>
                </#list>
              </select>
              <span class="${properties.kcFormControlUtilClass}">
                <span class="${properties.kcFormControlToggleIcon!}"><i class="fas fa-caret-down" aria-hidden="true"></i></span>
              </span>
            </div>
          </div>
        </#if>
      </div>
      <div class="${properties.kcLoginMainBody!}">
        <@cloakpool.intro />
        <#if displayRequiredFields>
          <div class="${properties.kcContentWrapperClass!}">
            <div class="${properties.kcLabelWrapperClass!} subtitle">
              <span class="${properties.kcInputHelperTextItemTextClass!}"><span class="${properties.kcInputRequiredClass!}">*</span> ${msg("requiredFields")}</span>
            </div>
          </div>
        </#if>
        <#if auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
          <div class="${properties.kcFormClass} ${properties.kcContentWrapperClass}">
            <@cloakpool.scriptless><#nested "show-username"></@cloakpool.scriptless>
            <@username />
          </div>
        </#if>

        <#-- Who has started an action knows that it is not complete: no warning about it. -->
        <#if displayMessage && message?has_content && (message.type != "warning" || !isAppInitiatedAction??)>
          <div class="${properties.kcAlertClass!} pf-m-${(message.type = "error")?then("danger", message.type)}" role="alert">
            <div class="${properties.kcAlertIconClass!}">
              <span class="${properties["kcFeedback" + message.type?cap_first + "Icon"]!}" aria-hidden="true"></span>
            </div>
            <span class="${properties.kcAlertTitleClass!} kc-feedback-text">${message.summary}</span>
          </div>
        </#if>

        <@cloakpool.scriptless><#nested "form"></@cloakpool.scriptless>

        <#if auth?has_content && auth.showTryAnotherWayLink()>
          <@otherWay form="kc-select-try-another-way-form" field="tryAnotherWay" value="on" id="try-another-way" label=msg("doTryAnotherWay") />
        </#if>
        <#if switchOrganizationEnabled?? && switchOrganizationEnabled>
          <@otherWay form="kc-switch-organization-form" field="switchOrganization" value="true" id="switch-organization" label=msg("doSwitchOrganization") />
        </#if>

        <div class="${properties.kcLoginMainFooter!}">
          <@cloakpool.scriptless><#nested "socialProviders"></@cloakpool.scriptless>
          <#if displayInfo>
            <div id="kc-info" class="${properties.kcLoginFooterBand!} ${properties.kcFormClass}">
              <div id="kc-info-wrapper" class="${properties.kcLoginFooterBandItem!}"><@cloakpool.scriptless><#nested "info"></@cloakpool.scriptless></div>
            </div>
          </#if>
        </div>
      </div>
      <div class="${properties.kcLoginMainFooter!}">
        <@loginFooter.content/>
      </div>
    </main>
  </div>
</div>
</body>
</html>
</#macro>

<#macro otherWay form field value id label>
  <form id="${form}" action="${url.loginAction}" method="post" novalidate="novalidate">
    <input type="hidden" name="${field}" value="${value}">
    <button type="submit" id="${id}" class="${properties.kcButtonSecondaryClass} ${properties.kcButtonBlockClass} ${properties.kcMarginTopClass}">${label}</button>
  </form>
</#macro>
